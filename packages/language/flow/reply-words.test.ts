import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { replyWord } from './reply-words.ts';

/** 47 CFR 64.1200 (a)(10), and what carriers and providers add. */
const WORDS = [
  'stop',
  'quit',
  'end',
  'revoke',
  'opt out',
  'cancel',
  'unsubscribe',
  'stopall',
  'stop all',
  'optout',
  'opt-out',
  'remove',
  'arret',
];

describe('a text that opts out', () => {
  it('is recognised in any case, spacing and punctuation, with polite words, and as a sentence among others', () => {
    const style = fc.constantFrom(
      (word: string) => word,
      (word: string) => word.toUpperCase(),
      (word: string) => word[0]!.toUpperCase() + word.slice(1),
      (word: string) =>
        [...word].map((letter, at) => (at % 2 === 0 ? letter.toUpperCase() : letter)).join(''),
      (word: string) => word.replaceAll(' ', '  '),
      (word: string) => word.replaceAll(/[ -]/g, '-'),
    );
    const around = fc.constantFrom(
      '',
      ' ',
      '.',
      '!',
      '!!!',
      '…',
      ' 🛑',
      '"',
      '\n',
      '?',
      ' 🙏🏽 ',
      '\u00a0',
      '\u200e',
    );
    const before = fc.constantFrom(
      '',
      'Hello. ',
      'Please ',
      'pls ',
      'Hi! ',
      'Too many texts! ',
      '"',
      '  ',
      'Wrong number.\n',
    );
    const after = fc.constantFrom(
      '',
      '. Thank you',
      ', please',
      ' thanks!',
      '. I have bought it already.',
      '\n\nAnn',
      ' now',
      '!!',
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...WORDS),
        style,
        before,
        around,
        after,
        (word, styled, first, between, last) => {
          expect(replyWord(`${first}${styled(word)}${between}${last}`)).toBe('stop');
        },
      ),
      { numRuns: 800 },
    );
  });

  it.each([
    'STOP',
    'Stop. Thank you',
    'Opt.Out',
    'I revoke my consent',
    'Yes, stop',
    'Just stop',
    'S T O P',
    's.t.o.p.',
    'S-T-O-P',
    'Stoppp!!!',
    'ＳＴＯＰ',
    'Stop texting me',
    'stop sending me messages please',
    "Don't text me!",
    'Please remove me from your list',
    'Take me off this list. Now.',
    'no more texts',
    'I want to opt out',
    'Unsubscribe me, thanks',
    'OPT  OUT',
    'stop stop STOP',
    'Arrêt',
  ])('is recognised: %s', (text) => {
    expect(replyWord(text)).toBe('stop');
  });

  it.each([
    ['de', 'Stopp'],
    ['de-AT', 'Bitte abmelden!'],
    ['fr', 'Se désabonner ? Non : DÉSABONNER'],
    ['es-MX', 'Baja, por favor'.replace('por favor', 'gracias')],
    ['ru', 'Стоп'],
    ['ja', '停止'],
    ['tr', 'İPTAL'],
  ])('is recognised in the language the store writes in (%s): %s', (language, text) => {
    expect(replyWord(text, ['en', language])).toBe('stop');
  });

  it.each(['Ende', 'Red', 'Para', 'Fin', 'Huy', 'T'])(
    'words of a language the store does not write in are ordinary replies: %s',
    (text) => {
      expect(replyWord(text, ['en'])).toBeNull();
    },
  );
});

describe('a text that merely contains such a word', () => {
  it.each([
    'please do not stop sending these',
    'When does the sale end?',
    'Can I stop by tomorrow?',
    'I want to cancel my order',
    'Please cancel order 1042',
    'The end of the line is broken',
    "Don't stop",
    'Non-stop flights?',
    'nonstop',
    'How do I quit smoking lol',
    'Is the bus stop near you?',
    'unstoppable',
    'Where is my order? It should not end like this',
    'endless summer',
    'Stop or my mom will shoot',
    'I love these, never stop them',
    'Is the mug dishwasher safe? 🙏',
    'yes',
    '',
    '🛑',
  ])('is an ordinary reply: %s', (text) => {
    expect(replyWord(text)).toBeNull();
  });
});

describe('other words that carriers know', () => {
  it.each(['START', 'start', 'Start.', 'UNSTOP', 'Opt in', 'please start'])('opts in again: %s', (text) => {
    expect(replyWord(text)).toBe('start');
  });
  it.each(['HELP', 'help!', 'Info', 'Help please', 'Hilfe'])('asks for help: %s', (text) => {
    expect(replyWord(text)).toBe('help');
  });
  it.each([
    'Start. I changed my mind',
    'Let us start',
    'I need help with my order',
    'Start? Stop? Which is it'.replace('Stop? ', ''),
  ])('is an ordinary reply when it says more: %s', (text) => {
    expect(replyWord(text)).toBeNull();
  });
  it('opting out wins over opting in', () => {
    expect(replyWord('START. STOP.')).toBe('stop');
  });
  it('never fails, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect([null, 'stop', 'start', 'help']).toContain(replyWord(text, ['de', 'zh']));
      }),
    );
  });
});
