'use client';
import type { WholeLoggedMessage } from '@millrace/services/message-log';
import { Icon, Link } from '@millrace/ui';

/** The links of the message. Following one counts as the customer's click, so that the next steps can be watched. */
export function MessageLinks({ links }: { links: WholeLoggedMessage['links'] }) {
  return (
    <div>
      <p className="mb-3 text-13 text-soft">
        These links work. A press counts as the customer’s click, so use it to watch what happens next, not
        out of curiosity.
      </p>
      <ul className="divide-y divide-line/60 border-y border-line/60">
        {links.click.map((link, place) => (
          <Row
            key={`${place}${link.url}`}
            icon="link"
            href={link.url}
            label={link.label || 'Link'}
            note={link.target}
          />
        ))}
        {links.unsubscribe ? (
          <Row
            icon="user-x"
            href={links.unsubscribe}
            label="Unsubscribe"
            note="Opens the customer’s preference page"
          />
        ) : null}
      </ul>
    </div>
  );
}

function Row({ icon, href, label, note }: { icon: string; href: string; label: string; note: string }) {
  return (
    <li className="flex items-start gap-3 py-2">
      <Icon name={icon} size={14} className="mt-0.5 text-faint" />
      <span className="min-w-0 flex-1">
        <Link href={href} external className="text-13">
          {label}
        </Link>
        <span className="block truncate text-12 text-faint" title={note}>
          {note}
        </span>
      </span>
    </li>
  );
}
