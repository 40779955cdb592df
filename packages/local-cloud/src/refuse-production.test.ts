import { describe, expect, it } from 'vitest';
import { refuseProduction } from './refuse-production.ts';

describe('refuseProduction', () => {
  it.each([{ CONTEXT: 'production' }, { NETLIFY: 'true' }, { AWS_LAMBDA_FUNCTION_NAME: 'ssr' }])(
    'refuses %o and names the service and the variable',
    (environment) => {
      expect(() => refuseProduction('The local Clerk', environment)).toThrow(
        new RegExp(`The local Clerk did not start: .*${Object.keys(environment)[0]}`),
      );
    },
  );

  it('lets a developer’s machine and a deploy preview’s name through', () => {
    expect(() => refuseProduction('The local Clerk', {})).not.toThrow();
    expect(() => refuseProduction('The local Clerk', { CONTEXT: 'dev', NETLIFY: '' })).not.toThrow();
  });
});
