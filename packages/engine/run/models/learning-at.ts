import { storeFacts } from '@millrace/core/facts';
import type { StoreSettings } from '@millrace/core/store';
import { MINUTE, type Instant } from '@millrace/base';
import type { TrainingContext } from '@millrace/decisions';

/** The state of a store now, for its models. */
export const learningAt = (settings: StoreSettings, now: Instant): TrainingContext => ({
  now,
  store: storeFacts(settings),
  abandonedAfter: settings.abandonMinutes * MINUTE,
});
