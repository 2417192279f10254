import { cutTo, fail } from '@millrace/base';
import { isSafeLink } from '../links.ts';
import {
  textOnly,
  type LinksToWrite,
  type MessageToWrite,
  type RenderTools,
  type WrittenMessage,
} from '../rendering.ts';
import {
  BUTTON_SENT,
  KEPT_FOR,
  PICTURE_SENT,
  TEXT_SENT,
  TITLE_SENT,
  type PushContent,
  type PushParts,
} from './content.ts';
import { pushTexts } from './texts.ts';

/** Where a tap leads without a link of its own. */
const HOME = '{{ store.url }}';

/** Writes the notification for one person. @throws content-invalid when it cannot be filled in or is empty */
export function writePush({ content }: MessageToWrite<PushContent>, tools: RenderTools): WrittenMessage {
  const texts = [...pushTexts(content), { field: 'home', where: 'the address of the shop', text: HOME }];
  const filled = tools.fill(texts.map(({ text }) => text));
  const values = new Map<string, string>();
  texts.forEach(({ field, where }, index) => {
    const result = filled[index];
    if (!result?.ok)
      return fail('content-invalid', {
        problem: `${where}: ${result?.problem ?? 'it could not be filled in'}`,
      });
    values.set(field, result.text);
  });
  const words = (field: string, most: number) => shortened(tools.oneLine(values.get(field) ?? ''), most);
  const title = words('title', TITLE_SENT);
  if (title === '') fail('content-invalid', { problem: 'the title is empty when it is filled in' });
  const links = tools.links({ ...content.utm, medium: 'push' });
  const linkOf = (field: string, label: string) => {
    const value = values.get(field);
    return value === undefined ? null : links.add(value, label, field);
  };
  const link =
    linkOf('link', title) ??
    links.add(values.get('home') ?? '', title, 'link') ??
    fail('content-invalid', { problem: 'it leads nowhere: set the address of the shop in Settings, Store' });
  const buttons = (['firstButton', 'secondButton'] as const).flatMap((name) => {
    const text = words(`${name}.text`, BUTTON_SENT);
    return text === '' ? [] : [{ text, link: linkOf(`${name}.link`, text) ?? link }];
  });
  const parts: PushParts = {
    link,
    picture: pictureOf(tools, values.get('picture'), links),
    buttons,
    shop: tools.shop,
    keptFor: KEPT_FOR[content.keptFor],
    urgency: content.urgency,
    replaces: content.replaces,
  };
  return { ...textOnly(words('text', TEXT_SENT)), subject: title, parts: { ...parts } };
}

/** Ends a text that is cut with an ellipsis. */
const shortened = (text: string, most: number): string =>
  text.length <= most ? text : `${cutTo(text, most - 1).trimEnd()}…`;

/** The address of the picture; null without one, or when it cannot be shown. */
function pictureOf(tools: RenderTools, filled: string | undefined, links: LinksToWrite): string | null {
  if (filled === undefined) return null;
  const address = tools.oneLine(filled);
  if (address === '') return null;
  if (address.length <= PICTURE_SENT && /^https:/i.test(address) && isSafeLink(address)) return address;
  links.leaveOut(
    'picture',
    address.length > PICTURE_SENT
      ? `The picture was left out: its address is longer than ${PICTURE_SENT} characters.`
      : 'The picture was left out: its address does not begin with https://.',
  );
  return null;
}
