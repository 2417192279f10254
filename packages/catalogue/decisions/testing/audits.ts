import type { Audit } from '@millrace/measure/audits';
import { OFFER_AUDITS } from '../offer/testing/audits.ts';
import { RECOVERY_AUDITS } from '../recovery/testing/audits.ts';

/** The promises of the models. */
export const DECISION_AUDITS: readonly Audit[] = [...OFFER_AUDITS, ...RECOVERY_AUDITS];
