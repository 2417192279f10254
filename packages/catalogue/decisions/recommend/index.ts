export { recommend, recommendationCandidates, type Recommendation } from './recommend.ts';
export { recommendationRecord } from './record.ts';
export { recommendModel } from './model.ts';
export { trainRecommend, trainRecommendations } from './train.ts';
export {
  readRecommendParameters,
  recommendParametersSchema,
  type RecommendParameters,
} from './parameters.ts';
