import { Icon } from '@millrace/ui';
import { useState } from 'react';
import type { MessageToShow, PreviewProps } from '../preview-props.ts';
import { pushPartsSchema, type PushParts } from './content.ts';

const PLAIN: Pick<PushParts, 'picture' | 'buttons' | 'shop'> = {
  picture: null,
  buttons: [],
  shop: 'Your shop',
};

interface Scheme {
  readonly name: string;
  readonly wall: string;
  readonly card: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
}

/** Fixed colours: the customer's system decides, not ours. */
const SCHEMES: readonly Scheme[] = [
  { name: 'Light', wall: '#d8dee6', card: '#ffffff', ink: '#1b1b1f', soft: '#5a5c66', line: '#e4e5ea' },
  { name: 'Dark', wall: '#15171c', card: '#2a2c33', ink: '#f1f1f4', soft: '#b3b6c0', line: '#3d404a' },
];

/** A notification as phones and computers show it, in their light and their dark look. */
export function Preview({ message, screen }: PreviewProps) {
  const read = pushPartsSchema.safeParse(message.parts);
  const parts = read.success ? read.data : PLAIN;
  return (
    <figure className="mx-auto grid w-full gap-3" style={{ maxWidth: screen === 'phone' ? 375 : 520 }}>
      {SCHEMES.map((scheme) => (
        <div key={scheme.name} className="rounded-lg p-3" style={{ background: scheme.wall }}>
          <p className="mb-2 text-12" style={{ color: scheme.soft }}>
            {scheme.name}
          </p>
          {screen === 'phone' ? (
            <OnPhone message={message} parts={parts} scheme={scheme} />
          ) : (
            <OnDesktop message={message} parts={parts} scheme={scheme} />
          )}
        </div>
      ))}
      <figcaption className="text-12 text-soft">
        {screen === 'phone'
          ? 'Android. iPhones show neither picture nor buttons.'
          : 'Chrome and Edge. Firefox and Safari show neither picture nor buttons.'}
      </figcaption>
    </figure>
  );
}

interface Shown {
  readonly message: MessageToShow;
  readonly parts: Pick<PushParts, 'picture' | 'buttons' | 'shop'>;
  readonly scheme: Scheme;
}

function OnPhone({ message, parts, scheme }: Shown) {
  return (
    <div className="overflow-hidden rounded-[20px] px-4 py-3" style={{ background: scheme.card }}>
      <p className="flex items-center gap-1.5 text-12" style={{ color: scheme.soft }}>
        <Icon name="bell" size={12} />
        <span className="truncate">{parts.shop} · now</span>
      </p>
      <Words message={message} scheme={scheme} />
      {parts.picture === null ? null : (
        <Picture url={parts.picture} scheme={scheme} className="mt-2 rounded-lg" />
      )}
      {parts.buttons.length === 0 ? null : (
        <p className="mt-3 flex flex-wrap gap-x-6 gap-y-1 text-13 font-medium" style={{ color: scheme.ink }}>
          {parts.buttons.map(({ text }) => (
            <span key={text}>{text}</span>
          ))}
        </p>
      )}
    </div>
  );
}

function OnDesktop({ message, parts, scheme }: Shown) {
  return (
    <div className="overflow-hidden rounded-lg" style={{ background: scheme.card }}>
      {parts.picture === null ? null : <Picture url={parts.picture} scheme={scheme} />}
      <div className="px-4 py-3">
        <Words message={message} scheme={scheme} />
        <p className="mt-1 truncate text-12" style={{ color: scheme.soft }}>
          {parts.shop}
        </p>
      </div>
      {parts.buttons.length === 0 ? null : (
        <div className="flex" style={{ borderTop: `1px solid ${scheme.line}` }}>
          {parts.buttons.map(({ text }, index) => (
            <span
              key={text}
              className="min-w-0 flex-1 truncate px-3 py-2 text-center text-13"
              style={{ color: scheme.ink, borderLeft: index === 0 ? undefined : `1px solid ${scheme.line}` }}
            >
              {text}
            </span>
          ))}
        </div>
      )}
    </div>
  );
}

function Words({ message, scheme }: Pick<Shown, 'message' | 'scheme'>) {
  const title = message.subject ?? '';
  return (
    <div dir="auto" className="mt-0.5 break-words">
      <p
        className="line-clamp-2 text-14 font-semibold"
        style={{ color: title === '' ? scheme.soft : scheme.ink }}
      >
        {title === '' ? 'No title yet' : title}
      </p>
      <p className="line-clamp-4 text-13" style={{ color: scheme.soft }}>
        {message.text}
      </p>
    </div>
  );
}

/** A picture that cannot be loaded is left out by browsers, so its place says so. */
function Picture({ url, scheme, className = '' }: { url: string; scheme: Scheme; className?: string }) {
  const [broken, setBroken] = useState<string | null>(null);
  if (broken === url)
    return (
      <p
        className={`flex aspect-[2/1] w-full items-center justify-center px-4 text-center text-12 ${className}`}
        style={{ background: scheme.line, color: scheme.soft }}
      >
        The picture cannot be loaded
      </p>
    );
  return (
    <img
      src={url}
      alt=""
      referrerPolicy="no-referrer"
      onError={() => setBroken(url)}
      className={`aspect-[2/1] w-full object-cover ${className}`}
    />
  );
}
