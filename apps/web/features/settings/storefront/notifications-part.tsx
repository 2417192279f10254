'use client';
import { plural } from '@millrace/base/words';
import type { StorefrontPlace } from '@millrace/services/storefront';
import { Card, Icon, Link } from '@millrace/ui';
import NextLink from 'next/link';
import { CodeBlock } from './code-block.tsx';

const BUTTON = '<button data-millrace-push>Tell me about offers</button>';

/** How visitors agree to notifications: the button, and the file that browsers ask of the shop itself. */
export function NotificationsPart({ notifications }: { notifications: StorefrontPlace['notifications'] }) {
  const { offered, browsers, people, worker } = notifications;
  return (
    <Card
      title="Notifications"
      sentence="Visitors agree by a button in your shop. Flows can then show notifications in their browsers."
    >
      {offered && worker !== null ? (
        <ol className="space-y-4 text-13">
          <li className="space-y-1.5">
            <p className="text-pretty">
              <b className="font-medium">1. The button.</b> Anywhere in your shop, with your own words. The
              browser asks only after a click. The button hides itself where a browser knows no notifications.
            </p>
            <CodeBlock code={BUTTON} label="the button for notifications" />
          </li>
          <li className="space-y-1.5">
            <p className="text-pretty">
              <b className="font-medium">2. The file.</b> Save this line as <code>millrace-worker.js</code> in
              the top folder of your shop. Not needed if your shop serves the script from its own address, as
              an app proxy of Shopify does.
            </p>
            <CodeBlock code={`importScripts('${worker}');`} label="the file for notifications" />
          </li>
          <li>
            <p role="status" className="flex items-start gap-1.5 text-pretty">
              {browsers === 0 ? (
                <>
                  <Icon name="hourglass" size={14} className="mt-0.5 shrink-0 text-waiting" />
                  <span>Nobody has agreed yet. Press the button in your shop to try it.</span>
                </>
              ) : (
                <>
                  <Icon name="check-circle" size={14} className="mt-0.5 shrink-0 text-good" />
                  <span>
                    {plural(browsers, 'browser')} of {plural(people, 'visitor')} agreed to notifications.
                  </span>
                </>
              )}
            </p>
          </li>
        </ol>
      ) : (
        <p className="text-13 text-pretty text-soft">
          Your shop offers none yet: connect Web push first. It needs no account.{' '}
          <Link render={<NextLink href="/settings/connections" />}>Open connections</Link>
        </p>
      )}
    </Card>
  );
}
