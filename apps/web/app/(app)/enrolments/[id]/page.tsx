import { EnrolmentScreen } from '../../../../features/enrolments/enrolment-screen.tsx';

export const metadata = { title: 'Entry in a flow' };

export default async function EnrolmentPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <EnrolmentScreen id={id} />;
}
