'use client';
import type { CustomerView, FoundCustomer } from '@millrace/services/customers';
import { Badge, Money, RelativeTime, Tooltip } from '@millrace/ui';
import type { ReactNode } from 'react';
import { CopyButton } from '../../lists/copy-button.tsx';
import { useViewer } from '../../shell/index.ts';
import { identityName, languageName, regionName, zoneName } from '../names.ts';
import { ConsentList } from './consent-list.tsx';
import { Expected } from './expected.tsx';
import { Points } from './points.tsx';
import { InSegments, type SegmentOf } from './in-segments.tsx';

/** What is known of a customer: contact, consents, segments, orders and identities. */
export function About({
  customer,
  segments,
  predictions,
  browsers,
}: {
  customer: CustomerView;
  segments: readonly SegmentOf[];
  predictions: FoundCustomer['predictions'];
  /** Browsers that show notifications. */
  browsers: readonly { readonly id: string; readonly name: string; readonly since: number }[];
}) {
  const { workspace } = useViewer();
  const place = [customer.city, customer.country ? regionName(customer.country) : null]
    .filter(Boolean)
    .join(', ');
  const average = customer.ordersCount > 0 ? Math.round(customer.totalSpent / customer.ordersCount) : null;
  return (
    <div className="space-y-7">
      <Part title="Contact">
        <Fact name="E-mail">{customer.email ? <Copied text={customer.email} /> : <Missing />}</Fact>
        <Fact name="Phone">{customer.phone ? <Copied text={customer.phone} /> : <Missing />}</Fact>
        {browsers.length > 0 ? (
          <Fact name="Notified in">
            <ul className="space-y-1">
              {browsers.map(({ id, name, since }) => (
                <li key={id}>
                  {name}
                  <span className="block text-12 text-faint">
                    Since <RelativeTime instant={since} />
                  </span>
                </li>
              ))}
            </ul>
          </Fact>
        ) : null}
        {place ? <Fact name="Lives in">{place}</Fact> : null}
        {customer.zone ? (
          <Fact name="Time zone">
            <Tooltip content={customer.zone}>
              <span>{zoneName(customer.zone)}</span>
            </Tooltip>
          </Fact>
        ) : null}
        {customer.language ? <Fact name="Language">{languageName(customer.language)}</Fact> : null}
      </Part>
      <section aria-label="Consent">
        <h2 className="mb-2 text-13 font-semibold">Consent</h2>
        <ConsentList customer={customer} />
      </section>
      <InSegments customer={customer.id} segments={segments} />
      <Points customer={customer} />
      <Part title="Orders">
        <Fact name="Number">{customer.ordersCount}</Fact>
        <Fact name="Spent">
          <Money amount={customer.totalSpent} currency={workspace.currency} />
        </Fact>
        {average === null ? null : (
          <Fact name="Usual order">
            <Money amount={average} currency={workspace.currency} />
          </Fact>
        )}
        {customer.lastOrderAt === null ? null : (
          <Fact name="Last order">
            <RelativeTime instant={customer.lastOrderAt} />
          </Fact>
        )}
        <Fact name="Known since">
          <RelativeTime instant={customer.createdAt} />
        </Fact>
      </Part>
      <Expected predictions={predictions} />
      <Part title="Known as">
        {customer.identities.map((identity) => (
          <Fact key={`${identity.kind}${identity.value}`} name={identityName(identity.kind)}>
            <span className="block truncate" title={identity.value}>
              {identity.value}
            </span>
          </Fact>
        ))}
        {Object.entries(customer.properties).map(([name, value]) => (
          <Fact
            key={name}
            name={identityName(name)
              .replace(/([a-z])([A-Z])/g, '$1 $2')
              .toLowerCase()}
          >
            {typeof value === 'object' ? JSON.stringify(value) : String(value)}
          </Fact>
        ))}
      </Part>
      {customer.tags.length > 0 || customer.demo ? (
        <div className="flex flex-wrap gap-1.5">
          {customer.demo ? <Badge tone="river">Demo shop</Badge> : null}
          {customer.tags.map((tag) => (
            <Badge key={tag} icon="tag">
              {tag}
            </Badge>
          ))}
        </div>
      ) : null}
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2 className="mb-2 text-13 font-semibold">{title}</h2>
      <dl className="space-y-1.5">{children}</dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-5 gap-3 text-13">
      <dt className="w-24 shrink-0 text-faint first-letter:uppercase">{name}</dt>
      <dd className="min-w-0 flex-1 tabular">{children}</dd>
    </div>
  );
}

const Missing = () => <span className="text-faint">Not known</span>;

function Copied({ text }: { text: string }) {
  return (
    <span className="flex min-w-0 items-center gap-1">
      <span className="truncate" title={text}>
        {text}
      </span>
      <span className="-my-1 shrink-0">
        <CopyButton text={text} />
      </span>
    </span>
  );
}
