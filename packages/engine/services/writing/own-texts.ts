import { contentError, contentWarning, type ContentProblem } from '@millrace/channels';
import { checkClaims, languageOf } from '@millrace/content/claims';
import { capital } from '@millrace/base/words';
import { claimRulesOf, type Brand } from './brand.ts';
import { everyFact, linksOf, textsOf } from './message-facts.ts';

/**
 * What the guard finds in a message that a person wrote. A forbidden phrase prevents publishing, the rest is advice: people
 * know facts that Millrace does not.
 */
export function adviceFor(
  channel: string,
  content: unknown,
  brand: Brand,
  language: string,
): readonly ContentProblem[] {
  const rules = claimRulesOf(brand);
  const facts = everyFact(brand);
  const links = linksOf(channel, content);
  return textsOf(channel, content).flatMap(({ field, where, text }) =>
    checkClaims(text, rules, {
      facts,
      language: languageOf(text) ?? language,
      links,
      onlyPlaceholdersOfFacts: false,
    })
      // Addresses that people write are their own.
      .filter(({ rule }) => rule !== 'link')
      .map(({ rule, words, why, next }) => {
        const problem = rule === 'forbidden' ? contentError : contentWarning;
        return problem(`claim-${rule}`, field, `${capital(where)} says “${words}”. ${why} ${next}`);
      }),
  );
}
