const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A new short id with the kind in it, such as `wait-k7d2`. @param taken ids in use @param random returns a number in [0, 1) */
export function newId(kind: string, taken: ReadonlySet<string>, random: () => number): string {
  for (let length = 4; ; length += 1) {
    let tail = '';
    for (let index = 0; index < length; index += 1) tail += LETTERS[Math.floor(random() * LETTERS.length)];
    const id = `${kind}-${tail}`;
    if (!taken.has(id)) return id;
  }
}
