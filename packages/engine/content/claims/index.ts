export {
  checkClaims,
  findingsInWords,
  type Backing,
  type ClaimQuestion,
  type ClaimRules,
  type Finding,
  type FindingRule,
  type NamedFact,
} from './check-claims.ts';
export { REGULATED_CATEGORIES, type RegulatedCategory } from './languages/claim-language.ts';
export { CLAIM_LANGUAGES } from './languages/index.ts';
export { languageOf } from './language-of.ts';
export { plainText } from './plain-text.ts';
