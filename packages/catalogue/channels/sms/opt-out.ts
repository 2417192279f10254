import { own } from '@millrace/base';
/**
 * Opt-out sentences by language of the store, added to the first text a customer gets; CTIA messaging
 * principles, section 5.1.3.
 */
const SENTENCES: Readonly<Record<string, string>> = {
  en: 'Reply STOP to opt out.',
  de: 'Abmelden: Antworten Sie STOP.',
  fr: 'Pour ne plus recevoir de SMS : STOP.',
  es: 'Responde STOP para darte de baja.',
  it: 'Rispondi STOP per non ricevere altri SMS.',
  pt: 'Responda STOP para deixar de receber.',
  nl: 'Antwoord STOP om af te melden.',
  sv: 'Svara STOP för att avsluta.',
  da: 'Svar STOP for at afmelde.',
  nb: 'Svar STOP for å melde deg av.',
  pl: 'Aby zrezygnować, odpisz STOP.',
};

/**
 * The opt-out sentence in the language of the store; in English when there is none.
 * @param language BCP 47
 */
export function stopSentence(language = 'en'): string {
  const key = language.toLowerCase().split('-')[0]!;
  return (own(SENTENCES, key) ?? SENTENCES['en'])!;
}

const WORD =
  '(?<![\\p{L}\\p{N}-])["\'“”‘’«»„(\\[]*(?:stop(?:p|all|2end|2stop)?|end|quit|cancel|unsubscribe|opt[ -]?out|revoke|arr[eê]t|baja|parar|sair|ferma|basta|abmelden|стоп)["\'“”‘’«»)\\]]*(?![\\p{L}\\p{N}-])';
const SAY =
  '(?:r(?:e?ply|eplying)|respond|answer|text|txt|send|sms|antwort\\p{L}*|send\\p{L}*|schreib\\p{L}*|schick\\p{L}*|r[ée]pond\\p{L}*|envoy\\p{L}*|respond\\p{L}*|env[ií]\\p{L}*|manda\\p{L}*|rispond\\p{L}*|invia\\p{L}*|antwoord\\p{L}*|stuur|svar\\p{L}*|odpis\\p{L}*|wy[sś]lij|ответ\\p{L}*|отправ\\p{L}*)';
const BETWEEN =
  '(?:[\\s:,]+(?:back|with|using|the|word|keyword|us|at|any|time|anytime|just|simply|mit|bitte|sie|avec|con|met|med|por)(?![\\p{L}]))*[\\s:]+';
const END =
  '(?:to|2|=>?|:|->|→|for|zum|um|pour|para|per|om|for at|f[öo]r att|aby)\\s*(?:(?:to|se|vous|te|dich)\\s+)?(?:opt[ -]?out|end|stop|cancel|unsub\\p{L}*|quit|leave|unsubscribe|no more|abmeld\\p{L}*|beend\\p{L}*|d[ée]s\\p{L}*|darte|dejar|baja|cancel\\p{L}*|parar|non|niet|af|avsl\\p{L}*|afmeld\\p{L}*)';
const LEAVE =
  '(?:opt[ -]?out|unsub(?:scribe)?|abmeld\\p{L}*|abbestell\\p{L}*|d[ée]s(?:abonn|inscri)\\p{L}*|darse de baja|afmeld\\p{L}*|no more (?:texts|messages|sms)|stop (?:texts|messages|sms)|plus recevoir[^.!?\\n]{0,20})';

/** "STOP to end", "STOP2END", "STOP to 80039". */
const TO_END = new RegExp(
  `(?<word>${WORD})\\s*(?:${END}|to\\s+\\d{4,6}(?!\\d))|(?<![\\p{L}\\p{N}-])(?<short>stop2(?:end|stop))(?![\\p{L}\\p{N}])`,
  'giu',
);
/** "Reply STOP". */
const SAID = new RegExp(`(?<!\\p{L})${SAY}${BETWEEN}(?<word>${WORD})`, 'giu');
/** "Opt out: STOP", "Unsubscribe: https://…". */
const TO_LEAVE = new RegExp(
  `(?<!\\p{L})${LEAVE}(?!\\p{L})\\s*[:=,–-]?\\s*(?:(?:via|at|by|with|mit|con|avec|any ?time at)\\s+|here\\s*:?\\s*)?(?:${WORD}|https?://)`,
  'iu',
);

/** The text before a keyword that begins a sentence: nothing, the end of another sentence, or an address. */
const BEFORE = /(?:^|[.!?:;,/|()\n–—-]|https?:\/\/\S+)\s*$/iu;
/** The text after a keyword to reply with: the end, or a purpose or time. */
const BEHIND =
  /^\s*(?:$|[.!?,;:)/|\n–—-]|(?:to|2|for|at|any ?time|if|when|zum|um|pour|para|per|om|för|aby|and|or|und|oder|et|ou|y|e|o|en|of|och|eller)(?![\p{L}]))/iu;

/** Whether a keyword is in capitals or quotes, as in an instruction to write it. */
const isSetApart = (word: string): boolean => word === word.toUpperCase() || /^[^\p{L}]/u.test(word);

/** "STOP to end", but not "Pit stop to end the season". */
const saysToEnd = (text: string): boolean =>
  [...text.matchAll(TO_END)].some(
    ({ groups, index }) =>
      isSetApart(groups?.['word'] ?? 'STOP') || BEFORE.test(text.slice(Math.max(0, index - 200), index)),
  );

/** "Reply STOP", but not "The answer: stop paying too much". */
const saysToReply = (text: string): boolean =>
  [...text.matchAll(SAID)].some(({ 0: whole, groups, index }) => {
    return isSetApart(groups?.['word'] ?? '') || BEHIND.test(text.slice(index + whole.length));
  });

/**
 * Whether a text says how to opt out, so that nothing has to be added. The word alone ("NON-STOP", "stop by
 * our shop") is not enough.
 */
export function tellsHowToStop(text: string): boolean {
  return saysToReply(text) || saysToEnd(text) || TO_LEAVE.test(text);
}
