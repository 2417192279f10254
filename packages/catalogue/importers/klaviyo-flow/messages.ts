import { filling, headerOf } from '../draft.ts';
import { loose, looseList, textOf, textsOf, type Loose } from '../loose.ts';
import { wordsOf, type Reader } from './reader.ts';
import { readText, wordsOf as wordsOfHtml } from './texts.ts';

/** Adds the step of a message. @returns null when it has none, which is listed */
export function addMessage(action: Loose, reader: Reader): string | null {
  const message = loose(loose(action['data'])['message']);
  const name = textOf(message['name']) || undefined;
  const purpose = message['transactional'] === true ? { purpose: 'transactional' } : {};
  const words = wordsOf(action);
  const { draft } = reader;
  const filled = filling(
    draft,
    words,
    readText,
    'Replace them in the message. Until then it cannot be published.',
  );
  if (looseList(loose(message['additional_filters'])['condition_groups']).length > 0)
    draft.leaveOut(words, 'It has a filter of its own.', 'Add a condition before it.');
  switch (action['type']) {
    case 'send-email':
      return draft.add('send-email', { content: email(message, words, filled, reader), ...purpose }, name);
    case 'send-sms':
      if (message['image_id'] || message['dynamic_image'])
        draft.leaveOut(words, 'It has a picture.', 'Texts have none here. Put a link to it into the text.');
      return draft.add('send-sms', { content: { text: filled(textOf(message['body'])) }, ...purpose }, name);
    case 'send-mobile-push':
      if (looseList(message['action_buttons']).length > 0 || message['image_id'] || message['dynamic_image'])
        draft.leaveOut(
          words,
          'Its picture and its buttons are not carried over.',
          'Add them in the message.',
        );
      return draft.add(
        'send-push',
        {
          content: {
            title: filled(textOf(message['title'])).slice(0, 100),
            text: filled(textOf(message['body'])),
            ...(textOf(message['web_url']) ? { link: filled(textOf(message['web_url'])) } : {}),
          },
        },
        name,
      );
    case 'send-webhook':
      return draft.add('http-request', webhook(message, filled, reader), name);
    case 'send-internal-alert': {
      const subject = filled(textOf(message['subject_line']));
      draft.leaveOut(words, 'The text of the alert is not in the file.', 'Write it in the step.');
      return draft.add(
        'mail-team',
        {
          who: 'nobody',
          addresses: textsOf(message['to_emails']).join(', ').slice(0, 2_600),
          subject: subject.slice(0, 250),
        },
        name,
      );
    }
    default:
      draft.leaveOut(words, 'It has no equal here.', 'Add a text or an e-mail in its place.');
      return null;
  }
}

function email(
  message: Loose,
  words: string,
  filled: (text: string) => string,
  { draft, templates }: Reader,
) {
  const template = templates.get(textOf(message['template_id']));
  const plain = template ? wordsOfHtml(template.html) || template.text.trim() : '';
  // The footer of every e-mail here has the link to unsubscribe.
  const text = plain.replace(/\{%\s*unsubscribe[^%]*%\}|\{\{\s*unsubscribe[^}]*\}\}/g, '').trim();
  if (text === '')
    draft.leaveOut(
      words,
      'The text of the e-mail is not in the file.',
      'Copy it from Klaviyo into the message.',
    );
  else
    draft.leaveOut(
      words,
      'The words of the e-mail are carried over, without its layout and pictures.',
      'Look at the message, and add pictures and buttons.',
    );
  const copies = ['cc_email', 'bcc_email', 'reply_to_email'].filter((field) => textOf(message[field]) !== '');
  if (copies.length > 0)
    draft.leaveOut(
      words,
      `It has ${copies.map((field) => textOf(message[field])).join(', ')} as copy or reply address.`,
      'Addresses are set for the whole store, in Settings.',
    );
  return {
    subject: filled(textOf(message['subject_line'])).slice(0, 250),
    preheader: filled(textOf(message['preview_text'])).slice(0, 250),
    senderName: textOf(message['from_label']).includes('{') ? '' : textOf(message['from_label']).slice(0, 80),
    blocks: [{ type: 'text', text: filled(text).slice(0, 20_000) }, { type: 'footer' }],
  };
}

function webhook(message: Loose, filled: (text: string) => string, { draft }: Reader) {
  const headers = Object.entries(loose(message['headers'])).slice(0, 20);
  return {
    method: 'POST',
    url: filled(textOf(message['url'])).slice(0, 2_000),
    headers: headers.map(([name, value]) =>
      headerOf(draft, textOf(message['id']), name, () => filled(textOf(value))),
    ),
    body: filled(textOf(message['body'])).slice(0, 20_000),
  };
}
