'use client';
import type { WholeLoggedMessage } from '@millrace/services/message-log';
import { Icon, Link } from '@millrace/ui';

/** Every link as the customer would follow it. Following one here counts as theirs, so that what happens next can be watched. */
export function MessageLinks({ links }: { links: WholeLoggedMessage['links'] }) {
  return (
    <div>
      <p className="mb-3 text-13 text-soft">
        These work. What you press here counts as their click, so use it to watch what happens next, not out
        of curiosity.
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
            note="Shows the page on which they say what they still want"
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
