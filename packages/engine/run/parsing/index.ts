export { normaliseEmail, normalisePhone, numbersMeant } from './identities.ts';
export { customerProblem } from './intake-limits.ts';
export { type ParsedEvent, instantOf } from './parse-intake.ts';
export { readJson } from './read-json.ts';
export { type IntakeSource, sourceIdOf } from './source.ts';
