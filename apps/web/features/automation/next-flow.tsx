import type { AutomationView } from '@millrace/services/automation';
import { buttonLooks, Icon } from '@millrace/ui';
import NextLink from 'next/link';
import { Part } from '../home/part.tsx';

/** The flow to add next, with what it should earn here. */
export function NextFlow({ next }: Pick<AutomationView, 'next'>) {
  return (
    <Part title="Next best flow">
      {next ? (
        <div className="flex flex-col items-start gap-2">
          <h3 className="text-16 font-semibold">{next.title}</h3>
          <p className="text-14 text-pretty">{next.fit.sentence}</p>
          <p className="text-13 text-pretty text-soft">{next.fit.reason}</p>
          <NextLink href={`/gallery?look=${next.fit.template}`} className={buttonLooks({ look: 'primary' })}>
            <Icon name="eye" size={14} />
            Preview and calculation
          </NextLink>
        </div>
      ) : (
        <div className="flex flex-col items-start gap-2">
          <p className="text-13 text-pretty text-soft">
            No further flow is ready here. The gallery says what each of the others needs.
          </p>
          <NextLink href="/gallery" className={buttonLooks({})}>
            <Icon name="gallery" size={14} />
            Open the gallery
          </NextLink>
        </div>
      )}
    </Part>
  );
}
