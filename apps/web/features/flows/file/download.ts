/** Saves the file of a flow where the browser keeps downloads. */
export function download(file: { readonly name: string }): void {
  const address = URL.createObjectURL(
    new Blob([`${JSON.stringify(file, null, 2)}\n`], { type: 'application/json' }),
  );
  const link = document.createElement('a');
  link.href = address;
  link.download = fileNameOf(file.name);
  link.click();
  URL.revokeObjectURL(address);
}

/** "Win-back, spring" becomes `win-back-spring.json`. */
export function fileNameOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80);
  return `${plain || 'flow'}.json`;
}
