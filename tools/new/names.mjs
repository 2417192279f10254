/** A name in every spelling that is needed. @param {string} kebab wait-for-event */
export function namesOf(kebab) {
  const parts = kebab.split('-');
  const capital = (/** @type {string} */ word) => word.charAt(0).toUpperCase() + word.slice(1);
  const pascal = parts.map(capital).join('');
  const camel = pascal.charAt(0).toLowerCase() + pascal.slice(1);
  return {
    kebab,
    pascal,
    camel,
    title: capital(parts.join(' ')),
    key: camel === kebab ? kebab : `'${kebab}'`,
  };
}

/**
 * Replaces the word "template" by a name. Imports of the package's own files stay unchanged.
 * @param {string} text
 * @param {string} kebab
 * @param {boolean} [prose] the text is for people
 */
export function rename(text, kebab, prose = false) {
  const { pascal, camel, title } = namesOf(kebab);
  return text
    .split('\n')
    .map((line) => {
      if (/ from '\.\.\//.test(line)) return line;
      return line
        .replace(/_template\b/g, kebab)
        .replace(/'template(?='|-)/g, `'${kebab}`)
        .replace(/'Template'/g, `'${title}'`)
        .replace(
          /\btemplate\b(?!-|\.(?:tsx?|test)\b)|\btemplate(?=[A-Z])/g,
          prose ? title.toLowerCase() : camel,
        )
        .replace(/\bTemplate\b|\bTemplate(?=[A-Z])/g, prose ? title : pascal);
    })
    .join('\n');
}
