import { configureGlobal } from 'fast-check';

/**
 * The seed of every property test. Fixed, so that a commit gives the same result wherever it is tested, and
 * no change is refused for an old fault. `npm run hunt` searches for new cases with a new seed in each round.
 */
const SEED = 20_261_127;

configureGlobal({ seed: Number(process.env['MILLRACE_SEED'] ?? SEED) });
