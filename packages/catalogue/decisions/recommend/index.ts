export { recommend, recommendationCandidates, type ProductNow, type Recommendation, type RecommendOptions } from './recommend.ts';
export { recommendationRecord } from './record.ts';
export { trainRecommendations, type PastOrder } from './train.ts';
export { readRecommendParameters, recommendParametersSchema, type RecommendParameters } from './parameters.ts';
