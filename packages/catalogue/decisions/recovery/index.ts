export { recoveryFeatures, type RecoveryFeatures, type RecoverySource } from './features.ts';
export { factsOfScore, scoreRecovery, type RecoveryScore } from './score.ts';
export { recoveryChance } from './chance.ts';
export { recoveryModel } from './model.ts';
export {
  isFullPriceBuyer,
  PRICE_SENSITIVE_SHARE,
  RECOVERY_SEGMENTS,
  recoverySegmentSchema,
  segmentOf,
  type RecoverySegment,
} from './segment.ts';
export { recoveryParametersSchema, type RecoveryParameters } from './parameters.ts';
export { trainRecovery, type RecoverySample } from './train.ts';
export { checkDrift, type RecoveryReport } from './report.ts';
export { MINIMUM_CARTS, MINIMUM_RECOVERED } from './minimum.ts';
