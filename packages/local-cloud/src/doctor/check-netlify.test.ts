import { environmentSchema } from '@archipelago/core/environment';
import { expect, test } from 'vitest';
import { checkNetlify } from './check-netlify.ts';

const required = Object.entries(environmentSchema.shape)
  .filter(([, schema]) => !schema.safeParse(undefined).success)
  .map(([name]) => name);

interface Variable {
  key: string;
  scopes: string[];
  values: { context: string; value?: string }[];
}

function complete(): Variable[] {
  return required.map((key) => ({
    key,
    scopes: ['builds', 'functions', 'runtime'],
    values: [{ context: 'all', value: 'sk_test_x' }],
  }));
}

async function look(variables: Variable[], status = 200) {
  const asked: string[] = [];
  const fetch = async (url: string | URL | Request, options?: RequestInit) => {
    asked.push(`${new URL(String(url)).pathname} ${new Headers(options?.headers).get('authorization')}`);
    const body = String(url).includes('/sites/') ? { account_slug: 'acme' } : variables;
    return Response.json(body, { status });
  };
  const findings = await checkNetlify({ token: 'nfp_x', siteId: 'site-1', fetch });
  return {
    asked,
    said: findings.map(({ said }) => said).join('\n'),
    states: findings.map(({ state }) => state),
  };
}

test('a site with every variable in every context is well', async () => {
  const { states, asked } = await look(complete());
  expect(states).toEqual(['ok']);
  expect(asked).toEqual(['/api/v1/sites/site-1 Bearer nfp_x', '/api/v1/accounts/acme/env Bearer nfp_x']);
});

test('without a token or a site nothing is asked', async () => {
  expect(await checkNetlify({ token: 'nfp_x' })).toMatchObject([{ state: 'skipped' }]);
  expect(await checkNetlify({ siteId: 'site-1' })).toMatchObject([{ state: 'skipped' }]);
});

test('a variable that is missing is wrong in production, and to think about in previews', async () => {
  const none = await look(complete().filter(({ key }) => key !== 'JOBS_SECRET'));
  expect(none.states).toEqual(['wrong', 'warning']);
  expect(none.said).toContain('JOBS_SECRET');
  const inProduction = complete().map((variable) =>
    variable.key === 'JOBS_SECRET'
      ? { ...variable, values: [{ context: 'production', value: 'x' }] }
      : variable,
  );
  expect((await look(inProduction)).states).toEqual(['warning']);
});

test('a secret whose value is not told is there', async () => {
  const hidden = complete().map((variable) => ({ ...variable, values: [{ context: 'all' }] }));
  expect((await look(hidden)).states).toEqual(['ok']);
});

test('a variable that functions, or the build of what browsers read, cannot see is found', async () => {
  const buildsOnly = complete().map((variable) =>
    variable.key === 'EDGE_SECRET' ? { ...variable, scopes: ['builds'] } : variable,
  );
  expect((await look(buildsOnly)).said).toContain('EDGE_SECRET is not seen by functions.');
  const unbuilt = complete().map((variable) =>
    variable.key === 'PUBLIC_CLERK_PUBLISHABLE_KEY' ? { ...variable, scopes: ['functions'] } : variable,
  );
  expect((await look(unbuilt)).said).toContain('not seen by builds');
});

test('a live key in previews is found, and one in production alone is not', async () => {
  const live = (context: string) =>
    complete().map((variable) =>
      variable.key === 'STRIPE_SECRET_KEY'
        ? {
            ...variable,
            values: [
              { context: 'production', value: 'sk_live_x' },
              { context, value: context === 'all' ? 'sk_live_x' : 'sk_test_x' },
            ],
          }
        : variable,
    );
  expect((await look(live('all'))).said).toContain('real cards');
  expect((await look(live('deploy-preview'))).states).toEqual(['ok']);
});

test('a token that is refused is told', async () => {
  const { states, said } = await look(complete(), 401);
  expect(states).toEqual(['wrong']);
  expect(said).toContain('401');
});
