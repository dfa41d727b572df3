#pragma once
#include <cblas.h>
#include <stddef.h>

// The LAPACK routines that OpenBLAS holds, of which it ships no C header. Fortran passes everything by address and,
// after the other arguments, the length of each text.

/// Cholesky factorisation of a symmetric positive definite matrix.
void dpotrf_(
    const char *uplo, const int *n, double *a, const int *lda, int *info, size_t uplo_length);

/// Solves A X = B by the factor of dpotrf.
void dpotrs_(
    const char *uplo, const int *n, const int *nrhs, const double *a, const int *lda, double *b,
    const int *ldb, int *info, size_t uplo_length);

/// The inverse of a matrix by the factor of dpotrf.
void dpotri_(
    const char *uplo, const int *n, double *a, const int *lda, int *info, size_t uplo_length);

/// Eigenvalues, rising, and eigenvectors of a symmetric matrix.
void dsyev_(
    const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w, double *work,
    const int *lwork, int *info, size_t jobz_length, size_t uplo_length);
