import type { GuardrailCheck } from './check.ts';
import { addressCheck } from './address/check.ts';
import { consentCheck } from './consent/check.ts';
import { endedCheck } from './ended/check.ts';
import { flowStateCheck } from './flow-state/check.ts';
import { globalHoldoutCheck } from './global-holdout/check.ts';
import { frequencyCapCheck } from './frequency-cap/check.ts';
import { holdLimitCheck } from './hold-limit/check.ts';
import { killSwitchCheck } from './kill-switch/check.ts';
import { quietHoursCheck } from './quiet-hours/check.ts';
import { smsCartRuleCheck } from './sms-cart-rule/check.ts';
import { stockAndPriceCheck } from './stock-and-price/check.ts';
import { suppressionCheck } from './suppression/check.ts';

/**
 * Every check, in the order they run. Checks that refuse come before checks that hold, so that nobody waits
 * until morning only to be refused. Quiet hours come last, because every other hold may end at night.
 */
export const GUARDRAILS: readonly GuardrailCheck[] = [
  killSwitchCheck,
  flowStateCheck,
  endedCheck,
  addressCheck,
  suppressionCheck,
  consentCheck,
  globalHoldoutCheck,
  smsCartRuleCheck,
  stockAndPriceCheck,
  holdLimitCheck,
  frequencyCapCheck,
  quietHoursCheck,
] as readonly unknown[] as readonly GuardrailCheck[];
