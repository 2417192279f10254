/** What a reply to a text means for consent: opt out, opt in again, or ask for help. */
export type ReplyWord = 'stop' | 'start' | 'help';

/**
 * Words and phrases that opt out, without blanks and accents. Sources: 47 CFR 64.1200 (a)(10) of 2025 (stop,
 * quit, end, revoke, opt out, cancel, unsubscribe); the lists of CTIA and of carriers and providers (stopall,
 * optout, remove, arret); and, as the same rule requires, other words people use.
 */
const STOP = words(`
  stop stopall stopit stopnow stopthis stopplease unsubscribe unsubscribeme unsubscribeall unsub cancel cancelall cancelsubscription end endtexts endmessages quit revoke
  revokeconsent irevokemyconsent irevokeconsent revokemyconsent optout optmeout iwanttooptout iwishtooptout iwouldliketooptout idliketooptout optoutall remove removeme removemyname removemynumber deletemynumber deleteme
  stoptexting stoptextingme stopmessaging stopmessagingme stopcontactingme stopmessages stoptexts stopsms stopallmessages stopalltexts
  stopsending stopsendingme stopsendingmessages stopsendingtexts stopsendingmemessages stopsendingmetexts stopsendingthese stopsendingthesemessages stopthesemessages stopthesetexts stoptextmessages
  donttext donttextme donttextmeagain dontmessageme dontcontactme donotcontact donotcontactme donottext donottextme donotmessageme nomore nomoretexts nomoremessages nomoretextmessages
  takemeoff takemeoffyourlist takemeoffthislist takemeoffthelist takemeoffyourmailinglist removemefromyourlist removemefromthislist removemefromthelist leavemealone
  iwanttounsubscribe iwouldliketounsubscribe idliketounsubscribe iwishtounsubscribe iwanttostop cease ceaseanddesist arret`);

/** Opt-out words by primary language tag. They count only when the store writes in that language. */
const STOP_IN: Readonly<Record<string, ReadonlySet<string>>> = {
  de: words('stopp abmelden abbestellen austragen ende kundigen beenden keinesmsmehr keinenachrichtenmehr'),
  fr: words(
    'arreter arretez desabonner desabonnement desinscrire desinscription annuler resilier fin stopsms',
  ),
  es: words(
    'baja darmedebaja darsedebaja parar para alto cancelar salir detener fin nomas nomasmensajes anular',
  ),
  it: words(
    'ferma fermare annulla annullare cancella cancellami disiscrivi disiscrivimi disiscrizione basta fine',
  ),
  pt: words('parar pare sair cancelar cancela descadastrar descadastre remover'),
  nl: words('stoppen afmelden uitschrijven opzeggen einde annuleren'),
  sv: words('stopp avsluta avregistrera avanmal sluta'),
  da: words('afmeld frameld stopsms afslut'),
  nb: words('stopp avmeld avslutt'),
  no: words('stopp avmeld avslutt'),
  fi: words('lopeta peru peruuta poista'),
  pl: words('rezygnuje rezygnacja wypisz anuluj koniec usun'),
  cs: words('odhlasit zrusit konec'),
  sk: words('odhlasit zrusit koniec'),
  ro: words('dezabonare renunt anulare oprire'),
  hu: words('leiratkozas leiratkozom megall'),
  tr: words('dur iptal red ret durdur cik'),
  ru: words('стоп отписаться отписка отпишите отмена отказ'),
  uk: words('стоп відписатися відписка скасувати відміна'),
  el: words('στοπ διακοπη διαγραφη'),
  ar: words('توقف ايقاف الغاء'),
  he: words('הסר הסרה עצור'),
  ja: words('停止 配信停止 ストップ 解除 退会'),
  zh: words('停止 退订 退訂 取消 取消订阅 td t'),
  ko: words('수신거부 중지 정지 거부'),
  vi: words('huy dung tuchoi'),
  id: words('berhenti batal'),
};

const START = words('start unstop optin optmein subscribe resubscribe restart');
const HELP = words(
  'help info helpme aide ayuda hilfe aiuto ajuda hulp hjalp pomoc помощь ヘルプ 帮助 幫助 도움말',
);

/** Words around a keyword that do not change its meaning. */
const AROUND = words(
  'please pls plz thanks thank you thx ty now immediately ok okay hi hello hey kindly sorry just yes yeah bitte danke svp stp merci porfavor gracias perfavore grazie obrigado aub',
);

/**
 * What an incoming text means for consent. Case, spacing, punctuation and accents do not matter, and the
 * keyword may be a sentence among others ("Stop. Thank you"). A sentence that merely contains a keyword is an
 * ordinary reply.
 * @param languages that the store writes in, as BCP 47 tags: their words count too
 * @returns null for an ordinary reply
 */
export function replyWord(text: string, languages: readonly string[] = []): ReplyWord | null {
  const sentences = sentencesOf(text);
  if (sentences.some((sentence) => isStop(sentence, languages))) return 'stop';
  // Opting in again takes a text with nothing else in it.
  const [only] = sentences;
  if (sentences.length !== 1 || only === undefined) return null;
  if (START.has(only)) return 'start';
  return HELP.has(only) ? 'help' : null;
}

function isStop(sentence: string, languages: readonly string[]): boolean {
  const once = sentence.replace(/(.)\1{2,}/gu, '$1');
  const means = (word: string) =>
    STOP.has(word) || languages.some((tag) => STOP_IN[tag.toLowerCase().split('-')[0] ?? '']?.has(word));
  return means(sentence) || means(once);
}

/**
 * The sentences of a text, without blanks, accents and polite words; sentences with nothing left are dropped.
 */
function sentencesOf(text: string): readonly string[] {
  const plain = fold(text);
  // "S T O P", "s.t.o.p": separate letters are one word.
  const letters = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  const isSpelled = letters.length > 2 && letters.every((letter) => [...letter].length === 1);
  // "Opt.Out": a text without blanks may be one word too.
  if (isSpelled || (!/\s/.test(plain.trim()) && STOP.has(letters.join('')))) return [letters.join('')];
  return plain
    .split(/[.!?;:…。！？؛،\n\r]+|\s[-–—]+\s/u)
    .map((sentence) =>
      (sentence.replace(/['’`´]/gu, '').match(/[\p{L}\p{N}]+/gu) ?? [])
        .filter((word, at, all) => !AROUND.has(word) && word !== all[at - 1])
        .join(''),
    )
    .filter((sentence) => sentence !== '');
}

const fold = (text: string): string =>
  text.slice(0, 1_600).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().normalize('NFC');

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).filter((word) => word !== ''));
}
