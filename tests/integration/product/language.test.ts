import { describe, expect, test } from 'vitest';
import { ownWorkspace, postForm, product, request } from '../../support/product.ts';

const { hostOf } = product();

const saying = {
  de: {
    posts: 'Beiträge',
    guestbook: 'Gästebuch',
    send: 'Nachricht senden',
    subscribe: 'Abonnieren',
    nobody: 'Noch hat niemand geschrieben',
    email: 'Das ist keine vollständige E-Mail-Adresse.',
    notFound: 'Hier ist nichts verzeichnet.',
    signIn: 'anmelden',
  },
  es: {
    posts: 'Publicaciones',
    guestbook: 'Libro de visitas',
    send: 'Enviar mensaje',
    subscribe: 'Suscribirse',
    nobody: 'Nadie ha firmado todavía',
    email: 'No es una dirección de correo completa.',
    notFound: 'Aquí no hay nada en el mapa.',
    signIn: 'Iniciar sesión',
  },
  ar: {
    posts: 'المنشورات',
    guestbook: 'سجل الزوار',
    send: 'إرسال الرسالة',
    subscribe: 'اشتراك',
    nobody: 'لم يوقّع أحد بعد',
    email: 'عنوان البريد الإلكتروني غير مكتمل.',
    notFound: 'لا شيء هنا على الخريطة.',
    signIn: 'تسجيل الدخول',
  },
} as const;

/** Of the words that every page of a site has; names and what people wrote stay as they are. */
const english = /Skip to content|Switch between|Sign in\b|Guestbook|Contact\b|Made with|Go to the front page/;

async function siteIn(language: keyof typeof saying) {
  const { slug, owner } = await ownWorkspace();
  const host = hostOf(slug);
  const cookie = await owner.cookie();
  const saved = await postForm(host, '/dashboard/settings?_action=workspaces.update', {
    fields: { name: 'Atoll', tagline: '', timeZone: 'UTC', language },
    cookie,
  });
  expect(saved.status).toBeLessThan(400);
  return { host, cookie };
}

describe.each(Object.keys(saying) as (keyof typeof saying)[])('a site in %s', (language) => {
  const words = saying[language];
  const root = `lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"`;

  test('speaks it on every page, and in what its forms answer', async () => {
    const { host, cookie } = await siteIn(language);
    const pages = {
      '/': words.posts,
      '/guestbook': words.nobody,
      '/contact': words.send,
      '/newsletter': words.subscribe,
      '/sign-in': words.signIn,
      '/nothing/here': words.notFound,
      '/posts/none': words.notFound,
    };
    for (const [path, text] of Object.entries(pages)) {
      const { body } = await request(host, path);
      expect(body, path).toContain(root);
      expect(body, path).toContain(text);
      expect(body, path).not.toMatch(english);
    }
    const refused = await postForm(host, '/contact?_action=inquiries.send', {
      fields: { name: 'Nadia', email: 'nadia@', subject: 'Hours', body: 'When?', stamp: '', website: '' },
    });
    expect(refused.status).toBe(400);
    expect(refused.body).toContain(words.email);

    const dashboard = await request(host, '/dashboard', { headers: { cookie } });
    expect(dashboard.body).toContain('lang="en" dir="ltr"');
    const { body: account } = await request(host, '/account/data', { headers: { cookie } });
    expect(account).toContain(root);
  });
});
