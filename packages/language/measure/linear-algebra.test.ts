import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cholesky, dot, invert, solve } from './linear-algebra.ts';

/** B Bᵀ + I is positive definite, whatever B is. */
const positive = fc.integer({ min: 1, max: 8 }).chain((size) =>
  fc
    .array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: size * size, maxLength: size * size })
    .map((cells) => ({
      size,
      matrix: Float64Array.from({ length: size * size }, (_unused, at) => {
        const [row, column] = [Math.floor(at / size), at % size];
        return (
          dot(cells.slice(row * size, (row + 1) * size), cells.slice(column * size, (column + 1) * size)) +
          (row === column ? 1 : 0)
        );
      }),
    })),
);

test('a matrix times its inverse is one', () => {
  fc.assert(
    fc.property(positive, ({ size, matrix }) => {
      const inverse = invert(matrix, size)!;
      for (let row = 0; row < size; row += 1)
        for (let column = 0; column < size; column += 1) {
          let sum = 0;
          for (let inner = 0; inner < size; inner += 1)
            sum += matrix[row * size + inner]! * inverse[inner * size + column]!;
          expect(sum).toBeCloseTo(row === column ? 1 : 0, 6);
        }
    }),
  );
});

test('what is solved gives the right side again, and is the inverse times it', () => {
  fc.assert(
    fc.property(positive, ({ size, matrix }) => {
      const right = Float64Array.from({ length: size }, (_unused, at) => at - 1.5);
      const [answer, inverse] = [solve(matrix, right, size)!, invert(matrix, size)!];
      for (let row = 0; row < size; row += 1) {
        expect(dot(matrix.subarray(row * size, (row + 1) * size), answer)).toBeCloseTo(right[row]!, 6);
        expect(dot(inverse.subarray(row * size, (row + 1) * size), right)).toBeCloseTo(answer[row]!, 6);
      }
    }),
  );
});

test('a matrix that is not positive definite has neither', () => {
  const matrix = [1, 2, 2, 1];
  expect([cholesky(matrix, 2), solve(matrix, [1, 1], 2), invert(matrix, 2)]).toEqual([null, null, null]);
});
