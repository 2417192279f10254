import { describe, expect, it } from 'vitest';
import { stopSentence, tellsHowToStop } from './opt-out.ts';

describe('a text that says how to opt out', () => {
  it.each([
    'Hi! Reply STOP to opt out.',
    'reply stop to end',
    'Text STOP to unsubscribe',
    'Txt "STOP" 2 end',
    'Reply with STOP at any time',
    'Reply at any time with the word STOP',
    'STOP to opt-out',
    'STOP=end',
    'STOP 2 quit',
    'Opt out: STOP',
    'Opt-out? Reply STOP.',
    'To unsubscribe, reply UNSUBSCRIBE',
    'Unsubscribe: https://shop.example/u/1',
    'Send END to stop',
    'Antworten Sie mit STOPP zum Abmelden',
    'Abmelden: STOP',
    'Répondez STOP',
    'STOP pour se désabonner',
    'Responde BAJA para darte de baja',
    'Rispondi STOP',
    'Reply (STOP) to cancel',
    'Rply STOP',
    'Txt STOP2END to 80039',
    'Mill: 10% off https://mill.example/a STOP to 80039',
    'Reply stop',
    'Reply with “stop” and we leave you alone',
    'Abmelden mit STOP',
    'Msg&data rates may apply. Reply HELP for help, STOP to cancel',
  ])('%s', (text) => {
    expect(tellsHowToStop(text)).toBe(true);
  });

  it('includes each of our own sentences', () => {
    for (const language of [
      'en',
      'en-GB',
      'de',
      'fr',
      'es-MX',
      'it',
      'pt-BR',
      'nl',
      'sv',
      'da',
      'nb',
      'pl',
      'xx',
    ])
      expect(tellsHowToStop(`Hello! ${stopSentence(language)}`), stopSentence(language)).toBe(true);
    expect(stopSentence('xx')).toBe('Reply STOP to opt out.');
  });
});

describe('a text that only contains the word', () => {
  it.each([
    'The NON-STOP backpack is back',
    'NON STOP backpacks, 20% off',
    'Stop by our store today!',
    'Don’t STOP now',
    'Meet us at the bus STOP',
    'STOP! This is not a drill: 30 % off',
    'Our sale will END tonight',
    'text me at the END of the day',
    'Send a friend to the END of summer sale',
    'Cancel your plans: we are open',
    'You can stop to shop with us',
    'Unsubscribe from boring socks',
    'Nonstop fun',
    'A pit stop to end the season',
    'The Kettle Stop to End leaks is back',
    'The answer: stop paying too much',
    'We send Stop Motion kits home',
    'Pit-Stop 2 end of summer sale',
    'Reply YES to get 10% off',
    'Text your friends about the STOP-and-shop event',
    'Hello',
  ])('%s', (text) => {
    expect(tellsHowToStop(text)).toBe(false);
  });
});
