// Between two people who borrow the same phone: whatever the browser still keeps of the first one goes.
import {forgetAll} from './live/lend.js';

forgetAll(location.pathname.split('/')[1]);
