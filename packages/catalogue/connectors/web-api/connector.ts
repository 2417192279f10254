import { defineConnector } from '../connector-kind.ts';
import { requestByHttp } from './act.ts';
import { httpConfig, type HttpConfig } from './config.ts';

export const webApi = defineConnector({
  id: 'web-api',
  title: 'HTTP',
  summary: 'An address of your own that flows can call with a secret header.',
  icon: 'globe',
  capabilities: ['act-web-request'],
  config: httpConfig,
  example: {
    baseUrl: 'https://api.example.com',
    headerName: 'Authorization',
    headerSecret: 'Bearer example-token',
    perSecond: 5,
  },
  category: 'custom',
  builtIn: false,
  rate: ({ perSecond }: HttpConfig) => perSecond,
  acts: { 'web-request': requestByHttp },
});
