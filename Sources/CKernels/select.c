#include "CKernels.h"

// Hoare's selection with the median of three, in place.
double ck_select(double *values, size_t count, size_t rank) {
  size_t low = 0, high = count - 1;
  while (high > low) {
    size_t middle = low + (high - low) / 2;
    double a = values[low], b = values[middle], c = values[high];
    double pivot = a < b ? (b < c ? b : (a < c ? c : a)) : (a < c ? a : (b < c ? c : b));
    size_t i = low, j = high;
    for (;;) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i >= j) break;
      double kept = values[i];
      values[i++] = values[j];
      values[j--] = kept;
    }
    // Now nothing after j is less, and nothing before i greater, than the pivot.
    if (i == j) {
      if (rank == i) return values[rank];
      if (rank < i) high = i - 1;
      else low = i + 1;
    } else if (rank <= j) {
      high = j;
    } else {
      low = i;
    }
  }
  return values[rank];
}
