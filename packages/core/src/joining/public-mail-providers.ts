/** First labels of domains at which anybody gets an address, whatever follows: `yahoo.co.uk`, `gmx.de`. */
const families = new Set(
  (
    'gmail googlemail yahoo ymail rocketmail hotmail outlook live msn passport aol aim icloud gmx yandex proton protonmail ' +
    'tutanota tuta zoho fastmail mailfence hushmail rediffmail mail inbox freemail hotmailbox email post'
  ).split(' '),
);

/** Others, by their whole name. */
const domains = new Set(
  (
    'me.com mac.com ya.ru web.de t-online.de freenet.de arcor.de online.de 1und1.de posteo.de posteo.net mailbox.org ' +
    'orange.fr wanadoo.fr free.fr laposte.net sfr.fr bbox.fr neuf.fr libero.it virgilio.it alice.it tin.it tiscali.it ' +
    'btinternet.com btopenworld.com sky.com virginmedia.com talktalk.net ntlworld.com blueyonder.co.uk ' +
    'comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net juno.com optonline.net ' +
    'shaw.ca rogers.com sympatico.ca bigpond.com bigpond.net.au optusnet.com.au xtra.co.nz ' +
    'qq.com foxmail.com 163.com 126.com yeah.net sina.com sina.cn sohu.com aliyun.com naver.com hanmail.net daum.net nate.com ' +
    'docomo.ne.jp ezweb.ne.jp softbank.ne.jp bk.ru list.ru rambler.ru ukr.net seznam.cz centrum.cz wp.pl o2.pl onet.pl interia.pl ' +
    'uol.com.br bol.com.br terra.com.br ig.com.br telia.com bluewin.ch telenet.be skynet.be ziggo.nl kpnmail.nl planet.nl home.nl ' +
    'hey.com pm.me duck.com skiff.com simplelogin.com privaterelay.appleid.com relay.firefox.com mailinator.com ' +
    'guerrillamail.com 10minutemail.com yopmail.com temp-mail.org trashmail.com maildrop.cc'
  ).split(' '),
);

/** Endings under which a family's name stands: one label, or a short pair such as `co.uk`. */
const endingOfFamily = /^(?:[a-z]{2,}|[a-z]{2,3}\.[a-z]{2})$/;

/** Whether anybody may get an address at this domain, so that having one says nothing about where they belong. */
export function isPublicMailProvider(domain: string): boolean {
  const [first = '', ...rest] = domain.split('.');
  return domains.has(domain) || (families.has(first) && endingOfFamily.test(rest.join('.')));
}
