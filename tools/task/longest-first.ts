import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take more than a tenth of the time of their package, the longest first. */
const LONGEST = [
  'apps/worker/crash.test.ts',
  'apps/worker/templates.test.ts',
  'apps/worker/crash-of-calls.test.ts',
  'apps/worker/hanging-provider.test.ts',
  'apps/worker/hostile-flow.test.ts',
  'apps/web/server/testing/poisoned-rows.test.ts',
  'apps/web/server/testing/every-call.test.ts',
  'apps/web/server/auth/guessing.test.ts',
  'packages/engine/services/imports/import-customers.test.ts',
  'packages/engine/run/measure/recount/recount.test.ts',
  'packages/engine/run/triggers/sources.test.ts',
  'packages/engine/content/pool/render-pool.test.ts',
  'packages/catalogue/connectors/intake.conformance.test.ts',
  'packages/catalogue/decisions/ticket-class/train.test.ts',
  'packages/language/measure/coverage.test.ts',
  'packages/language/measure/anomalies/false-alarms.test.ts',
  'apps/demo-shop/admin-api/history.test.ts',
  'apps/demo-shop/live/living.test.ts',
];

const placeOf = ({ moduleId }: TestSpecification) => {
  const place = LONGEST.findIndex((path) => moduleId.endsWith(path));
  return place < 0 ? LONGEST.length : place;
};

/**
 * Starts the longest files first, so that the last minute is not one file on one processor. A fresh clone does
 * not know how long each took.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((one, two) => placeOf(one) - placeOf(two));
  }
}
