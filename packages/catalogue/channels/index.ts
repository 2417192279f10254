export { CHANNELS } from './kinds.ts';
export {
  attributionRules,
  channelById,
  messageCost,
  channelIds,
  channelTo,
  countedTouches,
  sampleShares,
  usualAnswers,
  type CountedTouch,
} from './registry.ts';
export { defineChannel, type ChannelKind, type ChannelLimits } from './channel-kind.ts';
export type { CoreWords } from './core-words.ts';
export type { CartRule, ChannelWords, ConsentRules, RuleSetting } from './channel-rules.ts';
export { contentError, contentWarning } from './content-parts.ts';
export type { ContentProblem, ContentText } from './content-parts.ts';
export {
  textOnly,
  type FilledText,
  type LinksToWrite,
  type MessageToWrite,
  type PageToWrite,
  type RenderTools,
  type WrittenMessage,
} from './rendering.ts';
export {
  ADDRESSES,
  reachesDevices,
  type AddressField,
  type AddressKind,
  type TypedAddressField,
} from './addresses.ts';
export { channelFacts, channelInSentence, lowered, raised, withoutArticle } from './channel-words.ts';
export { CONTENT_VARIABLES, type ContentVariable } from './content-variables.ts';
export { inFewWords, inWords } from './placeholders.ts';
export { hasPlaceholder, isSafeLink } from './links.ts';
export { emailBlockSchema, type EmailBlock } from './page-blocks.ts';
export {
  spokenAnswer,
  surveyChoices,
  type AnswerOfLink,
  type AskedSurvey,
  type SurveyChoice,
} from './survey.ts';
export { emailChannel } from './email/channel.ts';
export { emailContentSchema, type EmailContent, type EmailContentInput } from './email/content.ts';
export { pushChannel } from './push/channel.ts';
export type { PushParts } from './push/content.ts';
export { smsChannel } from './sms/channel.ts';
export { smsContentSchema, type SmsContentInput } from './sms/content.ts';
export { smsSize } from './sms/segments.ts';
