'use client';
import type { ReturnPolicyPlace } from '@millrace/services/returns';
import { Card, Icon, Link, Switch } from '@millrace/ui';
import NextLink from 'next/link';
import { CodeBlock } from '../storefront/code-block.tsx';

/** Turns the returns page on and off, with its address and whether a flow handles what comes. */
export function PageCard({
  place: { policy, address, hasFlow },
  may,
  busy,
  onSwitch,
}: {
  place: ReturnPolicyPlace;
  may: boolean;
  busy: boolean;
  onSwitch: (on: boolean) => void;
}) {
  return (
    <Card title="Returns page" sentence="A page in your brand on which customers ask for a return.">
      <div className="flex max-w-140 flex-col gap-4">
        <Switch
          checked={policy.on}
          disabled={!may || busy}
          onCheckedChange={onSwitch}
          label="Customers can use it"
          help="They give the number and the e-mail address of their order, and see nothing of it before."
        />
        {policy.on && address !== null ? (
          <>
            <div>
              <p className="mb-1 text-13 font-medium">Link it in the footer of your shop</p>
              <CodeBlock code={address} label="the address of the returns page" />
              <p className="mt-1 text-12 text-faint">
                In messages of flows about an order, {'{{ links.returns }}'} leads to the items of that order.
              </p>
            </div>
            <p className="text-13">
              <Link render={<a href={address} target="_blank" rel="noreferrer" />}>Open the page</Link>
            </p>
            <p role="status" className="flex items-start gap-1.5 text-13 text-pretty">
              <Icon
                name={hasFlow ? 'check-circle' : 'warning'}
                size={14}
                className={`mt-0.5 shrink-0 ${hasFlow ? 'text-good' : 'text-waiting'}`}
              />
              <span>
                {hasFlow ? (
                  <>
                    A live flow is about returns. Everything that was asked for is in{' '}
                    <Link render={<NextLink href="/returns" />}>Returns</Link>.
                  </>
                ) : (
                  <>
                    No live flow is about returns, so your team does each by hand, in{' '}
                    <Link render={<NextLink href="/returns" />}>Returns</Link>. The template{' '}
                    <Link render={<NextLink href="/gallery?search=returns" />}>Returns</Link> does most of it.
                  </>
                )}
              </span>
            </p>
          </>
        ) : null}
      </div>
    </Card>
  );
}
