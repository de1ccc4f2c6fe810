/**
 * Solves A x = b for a small symmetric positive A by Gaussian elimination with pivoting; `rows` are A with b appended and
 * are overwritten. A dozen unknowns: too small a task for a matrix library.
 */
export const solve = (rows: number[][]): number[] => {
  const size = rows.length;
  for (let column = 0; column < size; column += 1) {
    const pivot = pivotRow(rows, column);
    const top = rows[pivot] ?? [];
    rows[pivot] = rows[column] ?? [];
    rows[column] = top;
    for (let below = column + 1; below < size; below += 1) {
      const row = rows[below] ?? [];
      const factor = (row[column] ?? 0) / (top[column] ?? 1);
      for (let at = column; at <= size; at += 1) row[at] = (row[at] ?? 0) - factor * (top[at] ?? 0);
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let at = size - 1; at >= 0; at -= 1) {
    const row = rows[at] ?? [];
    let value = row[size] ?? 0;
    for (let known = at + 1; known < size; known += 1) value -= (row[known] ?? 0) * (solution[known] ?? 0);
    solution[at] = value / (row[at] ?? 1);
  }
  return solution;
};

const pivotRow = (rows: readonly number[][], column: number): number => {
  let best = column;
  for (let row = column + 1; row < rows.length; row += 1)
    if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0)) best = row;
  return best;
};
