import { PrivacyScreen } from '../../../../features/settings/privacy/privacy-screen.tsx';

export const metadata = { title: 'Privacy' };

export default PrivacyScreen;
