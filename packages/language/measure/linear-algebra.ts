/** A square matrix, row by row. */
export type Matrix = Float64Array;

/**
 * Lower triangle of a symmetric positive definite matrix: A = L Lᵀ (Golub and Van Loan, Matrix Computations,
 * 4th edition, algorithm 4.2.1). Null when the matrix is not positive definite.
 */
export function cholesky(matrix: ArrayLike<number>, size: number): Matrix | null {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = matrix[row * size + column]!;
      for (let inner = 0; inner < column; inner += 1)
        sum -= lower[row * size + inner]! * lower[column * size + inner]!;
      if (row === column) {
        if (!(sum > 0)) return null;
        lower[row * size + row] = Math.sqrt(sum);
      } else lower[row * size + column] = sum / lower[column * size + column]!;
    }
  }
  return lower;
}

/** Solves A x = b for a symmetric positive definite A. Null when it is not positive definite. */
export function solve(
  matrix: ArrayLike<number>,
  right: ArrayLike<number>,
  size: number,
): Float64Array | null {
  const lower = cholesky(matrix, size);
  if (!lower) return null;
  const answer = Float64Array.from(right);
  for (let row = 0; row < size; row += 1) {
    let sum = answer[row]!;
    for (let inner = 0; inner < row; inner += 1) sum -= lower[row * size + inner]! * answer[inner]!;
    answer[row] = sum / lower[row * size + row]!;
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    let sum = answer[row]!;
    for (let inner = row + 1; inner < size; inner += 1) sum -= lower[inner * size + row]! * answer[inner]!;
    answer[row] = sum / lower[row * size + row]!;
  }
  return answer;
}

/** The inverse of a symmetric positive definite matrix: A⁻¹ = L⁻ᵀ L⁻¹. Null when it is not positive definite. */
export function invert(matrix: ArrayLike<number>, size: number): Matrix | null {
  const lower = cholesky(matrix, size);
  if (!lower) return null;
  const inverted = new Float64Array(size * size);
  for (let column = 0; column < size; column += 1) {
    inverted[column * size + column] = 1 / lower[column * size + column]!;
    for (let row = column + 1; row < size; row += 1) {
      let sum = 0;
      for (let inner = column; inner < row; inner += 1)
        sum -= lower[row * size + inner]! * inverted[inner * size + column]!;
      inverted[row * size + column] = sum / lower[row * size + row]!;
    }
  }
  const answer = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = 0;
      for (let inner = row; inner < size; inner += 1)
        sum += inverted[inner * size + row]! * inverted[inner * size + column]!;
      answer[row * size + column] = sum;
      answer[column * size + row] = sum;
    }
  }
  return answer;
}

export function dot(left: ArrayLike<number>, right: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < left.length; index += 1) sum += left[index]! * right[index]!;
  return sum;
}
