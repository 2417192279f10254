import { own } from '@millrace/base';
import type { ClaimLanguage } from './claim-language.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';

/** The languages whose claims the guard reads. The only list: a language is a file here and an entry below. */
export const CLAIM_LANGUAGES: Readonly<Record<string, ClaimLanguage>> = { en, de, fr, es };

/** The language of a tag such as `de-AT`; undefined if the guard does not read it. */
export const claimLanguage = (tag: string): ClaimLanguage | undefined =>
  own(CLAIM_LANGUAGES, tag.split('-')[0]!.toLowerCase());
