export { pigeonChannel } from './pigeon/channel.ts';
