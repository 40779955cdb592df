import './mount-properties.ts';
import 'virtual:clerk/ui';
