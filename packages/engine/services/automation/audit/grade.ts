export type Grade = 'A' | 'B' | 'C' | 'D' | 'E';

/** The rule of the grade, as the page and the documentation say it. */
export const GRADE_RULE =
  'A: nothing to mend. B: one or two small things. C: three or more small things. D: one serious thing. E: two or more serious things.';

/** @param findings what is not as it should be */
export function gradeOf(findings: readonly { readonly weight: 'serious' | 'minor' }[]): Grade {
  const serious = findings.filter(({ weight }) => weight === 'serious').length;
  if (serious > 0) return serious > 1 ? 'E' : 'D';
  if (findings.length === 0) return 'A';
  return findings.length <= 2 ? 'B' : 'C';
}
