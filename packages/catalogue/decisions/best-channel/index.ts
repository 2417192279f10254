export { chooseChannel, type ChannelChoice, type ChannelOption, type ChannelSettings } from './choose.ts';
export { bestChannelModel, DEFAULT_EXPLORATION } from './model.ts';
export { ANSWER_EVENTS } from './rule.ts';
export { NONE } from './words.ts';
