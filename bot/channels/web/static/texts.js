// All words of the web chat's page, Vietnamese and English, chosen by <html lang>.

const vi = {
  skip: 'Đến ô viết tin',
  product: 'Đối Thoại',
  menu: 'Menu',
  menuTitle: 'Ông/Bà muốn làm gì?',
  cmdStart: 'Về trang đầu',
  cmdSend: 'Gửi câu hỏi, kiến nghị',
  cmdLookup: 'Tra cứu bằng mã',
  cmdMine: 'Kiến nghị của tôi',
  cmdSchedule: 'Lịch đối thoại',
  cmdHelp: 'Trợ giúp',
  print: 'In cuộc trò chuyện',
  forget: 'Quên tôi trên thiết bị này',
  ownPage: 'Mở trang riêng',
  log: 'Cuộc trò chuyện',
  boxLabel: 'Viết tin',
  boxHint: 'Viết ở đây…',
  send: 'Gửi',
  attach: 'Ảnh, tệp',
  attachLong: 'Ảnh, tệp gửi kèm: chọn ảnh, ghi âm hoặc tài liệu',
  me: 'Tôi',
  today: 'Hôm nay',
  note: 'Lưu ý',
  choices: 'Chọn câu trả lời',
  choicesOld: 'Các lựa chọn trước đây',
  chosen: 'đã chọn',
  newTab: 'mở trang mới',
  notice: 'Thông báo',
  secret: 'Tin này có mật mã. Xin giữ cho riêng mình.',
  copy: 'Sao chép',
  copied: 'Đã sao chép',
  notCopied: 'Máy này chưa cho sao chép. Xin ghi lại mã và mật mã ra giấy.',
  printOne: 'In tin này',
  newBelow: 'Có tin mới',
  toEnd: 'Xuống cuối',
  loading: 'Đang mở cuộc trò chuyện…',

  stateConnecting: 'Đang kết nối…',
  stateReady: 'Đã kết nối',
  stateOffline: 'Không có mạng',
  stateLost: 'Mất kết nối',
  stateStopped: 'Đã dừng',
  stripOffline: 'Máy đang không có mạng. Cứ viết và bấm Gửi: tin được giữ trong máy này và tự gửi khi có mạng.',
  stripLost: 'Chưa nối được với hệ thống. Cứ viết và bấm Gửi: tin được giữ trong máy này và tự gửi khi nối lại.',
  stripLostMemory: 'Chưa nối được với hệ thống. Cứ viết và bấm Gửi, nhưng xin đừng đóng trang: trình duyệt này không cho giữ tin trong máy.',
  stripFrame: 'Trình duyệt không cho trang này ghi nhớ Ông/Bà trong khung. Mời bấm “Mở trang riêng” ở phía trên.',
  stripCookies: 'Trình duyệt không cho trang này ghi nhớ Ông/Bà. Mời cho phép cookie trong cài đặt rồi tải lại trang.',
  backAgain: 'Đã kết nối lại.',
  stripVersion: 'Trang đã có bản mới. Mời tải lại trang.',
  stripForgetting: 'Đang chờ mạng để quên Ông/Bà ở phía hệ thống.',
  stripMemory: 'Trình duyệt này không cho giữ cuộc trò chuyện trong máy. Vẫn nhắn được bình thường; xin ghi lại mã và mật mã ra giấy, vì đóng trang là không xem lại được ở đây.',
  tryNow: 'Thử lại ngay',
  reload: 'Tải lại trang',
  understood: 'Đã hiểu',

  sending: 'Đang gửi…',
  sent: 'Đã gửi',
  waiting: 'Chờ gửi: sẽ tự gửi khi có kết nối',
  delayed: 'Hệ thống đang bận: tin được giữ, sẽ tự gửi lại',
  uploadingN: 'Đang tải tệp lên: {percent} %',
  refused: 'Chưa nhận: {reason}',
  editAgain: 'Sửa và gửi lại',
  drop: 'Bỏ tin này',
  fileGone: 'Tệp “{name}” không còn trong máy. Mời chọn lại.',

  tray: 'Tệp sẽ gửi kèm',
  uploadOf: 'Tải lên tệp {name}',
  upWaiting: 'chờ kết nối',
  upGoing: '{percent} %',
  upDone: 'đã tải lên',
  toldDone: 'Tệp {name} đã tải lên.',
  toldWaiting: 'Tệp {name} chờ kết nối, sẽ tự tải lên.',
  toldRefused: 'Tệp {name} chưa được nhận. {reason}',
  retry: 'Tải lại',
  cancel: 'Bỏ',
  cancelFile: 'Bỏ tệp {name}',
  retryFile: 'Tải lại tệp {name}',
  tooBig: 'Tệp “{name}” nặng {size}, quá mức {limit}. Mời chọn tệp nhẹ hơn.',
  tooMany: 'Mỗi tin gửi kèm nhiều nhất {limit} tệp. Những tệp còn lại xin gửi ở tin sau.',
  emptyFile: 'Tệp “{name}” trống, không có gì để gửi.',
  upRefused: 'Hệ thống không nhận tệp này.',
  download: 'Tải về',
  picture: 'Ảnh {name}',

  tooLong: 'Tin dài {length} ký tự; mỗi tin nhiều nhất {limit}. Không có gì bị cắt: Ông/Bà có thể rút ngắn, hoặc gửi thành {parts} tin.',
  tooLongFiles: 'Tin dài {length} ký tự; mỗi tin nhiều nhất {limit}. Không có gì bị cắt: Ông/Bà có thể rút ngắn, hoặc gửi thành {parts} tin (tệp đi cùng tin cuối).',
  sendParts: 'Gửi thành {parts} tin',

  forgetTitle: 'Quên tôi trên thiết bị này?',
  forgetText: 'Cuộc trò chuyện sẽ bị xóa khỏi máy này, và máy này không còn được nhận ra. Những gì đã gửi cho xã vẫn còn và vẫn được trả lời.',
  forgetCode: 'Muốn tra cứu về sau, xin ghi lại mã và mật mã ra giấy trước khi xóa.',
  forgetWaiting: 'Còn {n} tin chưa gửi đi. Những tin đó sẽ mất.',
  forgetYes: 'Xóa và quên tôi',
  forgetNo: 'Giữ lại',
  forgetFailed: 'Đã xóa khỏi máy này, nhưng chưa báo được cho hệ thống. Khi có mạng, trang sẽ tự báo lại.',

  lead: 'Ông/Bà ở xã, phường, đặc khu nào? Mời chọn để hỏi, kiến nghị và xem lịch đối thoại với lãnh đạo.',
  filter: 'Gõ tên xã, phường để tìm',
  found: 'Thấy {n} nơi.',
  none: 'Không thấy tên này. Mời thử viết ngắn hơn.',
};

const en = {
  skip: 'To the message box',
  product: 'Đối Thoại',
  menu: 'Menu',
  menuTitle: 'What would you like to do?',
  cmdStart: 'Back to the beginning',
  cmdSend: 'Send a question or petition',
  cmdLookup: 'Look up by code',
  cmdMine: 'My matters',
  cmdSchedule: 'Dialogue schedule',
  cmdHelp: 'Help',
  print: 'Print the conversation',
  forget: 'Forget me on this device',
  ownPage: 'Open in its own page',
  log: 'Conversation',
  boxLabel: 'Write a message',
  boxHint: 'Write here…',
  send: 'Send',
  attach: 'Photo, file',
  attachLong: 'Photo, file: choose photos, recordings or documents to send along',
  me: 'Me',
  today: 'Today',
  note: 'Please note',
  choices: 'Choose an answer',
  choicesOld: 'Earlier choices',
  chosen: 'chosen',
  newTab: 'opens a new page',
  notice: 'Notice',
  secret: 'This message holds a secret code. Please keep it to yourself.',
  copy: 'Copy',
  copied: 'Copied',
  notCopied: 'This device does not let us copy. Please note the code and the secret on paper.',
  printOne: 'Print this message',
  newBelow: 'New message',
  toEnd: 'To the end',
  loading: 'Opening the conversation…',

  stateConnecting: 'Connecting…',
  stateReady: 'Connected',
  stateOffline: 'No network',
  stateLost: 'Connection lost',
  stateStopped: 'Stopped',
  stripOffline: 'This device has no network. Go on writing and press Send: messages are kept on this device and sent when the network is back.',
  stripLost: 'The system cannot be reached yet. Go on writing and press Send: messages are kept on this device and sent when it answers.',
  stripLostMemory: 'The system cannot be reached yet. Go on writing and press Send, but please keep this page open: this browser does not let us keep messages on the device.',
  stripFrame: 'The browser does not let this page remember you inside a frame. Please press “Open in its own page” above.',
  stripCookies: 'The browser does not let this page remember you. Please allow cookies in its settings and reload.',
  backAgain: 'Connected again.',
  stripVersion: 'There is a newer version of this page. Please reload.',
  stripForgetting: 'Waiting for the network to be forgotten by the system.',
  stripMemory: 'This browser does not let us keep the conversation on the device. You can write as usual; please note your code and secret on paper, because they cannot be seen here again once the page is closed.',
  tryNow: 'Try now',
  reload: 'Reload',
  understood: 'Understood',

  sending: 'Sending…',
  sent: 'Sent',
  waiting: 'Waiting: will be sent once connected',
  delayed: 'The system is busy: your message is kept and will be sent again',
  uploadingN: 'Uploading the file: {percent} %',
  refused: 'Not taken: {reason}',
  editAgain: 'Change and send again',
  drop: 'Drop this message',
  fileGone: 'The file “{name}” is no longer on this device. Please choose it again.',

  tray: 'Files to be sent along',
  uploadOf: 'Upload of {name}',
  upWaiting: 'waiting for the connection',
  upGoing: '{percent} %',
  upDone: 'uploaded',
  toldDone: 'The file {name} is uploaded.',
  toldWaiting: 'The file {name} waits for the connection and will be uploaded.',
  toldRefused: 'The file {name} was not taken. {reason}',
  retry: 'Try again',
  cancel: 'Remove',
  cancelFile: 'Remove the file {name}',
  retryFile: 'Upload the file {name} again',
  tooBig: 'The file “{name}” has {size}, more than the limit of {limit}. Please choose a smaller one.',
  tooMany: 'At most {limit} files go with a message. Please send the others with the next one.',
  emptyFile: 'The file “{name}” is empty: there is nothing to send.',
  upRefused: 'The system does not take this file.',
  download: 'Download',
  picture: 'Picture {name}',

  tooLong: 'The message has {length} characters; the limit is {limit}. Nothing was cut: you can shorten it, or send it as {parts} messages.',
  tooLongFiles: 'The message has {length} characters; the limit is {limit}. Nothing was cut: you can shorten it, or send it as {parts} messages (the files go with the last).',
  sendParts: 'Send as {parts} messages',

  forgetTitle: 'Forget me on this device?',
  forgetText: 'The conversation will be deleted from this device, and this device will no longer be recognised. What you have sent to the commune stays there and will be answered.',
  forgetCode: 'To look it up later, please note the code and the secret on paper before you delete.',
  forgetWaiting: '{n} messages have not been sent yet. They will be lost.',
  forgetYes: 'Delete and forget me',
  forgetNo: 'Keep',
  forgetFailed: 'Deleted from this device, but the system could not be told yet. The page will tell it when there is a network.',

  lead: 'Which commune do you live in? Choose it to ask, to petition, and to see when its leaders meet the people.',
  filter: 'Type the name of your commune',
  found: '{n} found.',
  none: 'No such name. Please try a shorter one.',
};

export const lang = document.documentElement.lang.startsWith('en') ? 'en' : 'vi';
const texts = lang === 'en' ? en : vi;

export function t(key, values = {}) {
  return texts[key].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

/** Puts the words of the chosen language into a page: data-t is its text, data-t-ATTRIBUTE an attribute. */
export function translate(root) {
  for (const element of root.querySelectorAll('[data-t]')) element.textContent = t(element.dataset.t);
  for (const attribute of ['placeholder', 'aria-label', 'title']) {
    for (const element of root.querySelectorAll(`[data-t-${attribute}]`)) {
      element.setAttribute(attribute, t(element.getAttribute(`data-t-${attribute}`)));
    }
  }
}

// Legal dates are those of Viet Nam, wherever the reader's phone believes it is.
const zone = { timeZone: 'Asia/Ho_Chi_Minh' };
const locale = lang === 'en' ? 'en-GB' : 'vi-VN';
const clock = new Intl.DateTimeFormat(locale, { ...zone, hour: '2-digit', minute: '2-digit', hour12: false });
const weekday = new Intl.DateTimeFormat('en-GB', { ...zone, weekday: 'long' });
const weekdays = {
  Monday: 'Thứ Hai', Tuesday: 'Thứ Ba', Wednesday: 'Thứ Tư', Thursday: 'Thứ Năm', Friday: 'Thứ Sáu', Saturday: 'Thứ Bảy', Sunday: 'Chủ nhật',
};
const numbers = new Intl.DateTimeFormat('en-GB', { ...zone, day: 'numeric', month: 'numeric', year: 'numeric' });

export const timeOf = (at) => clock.format(at);

/** "Thứ Sáu, 26/9/2025"; "Hôm nay, thứ Sáu, 26/9/2025" when it is today. */
export function dayOf(at) {
  const part = Object.fromEntries(numbers.formatToParts(at).map(({ type, value }) => [type, value]));
  const name = lang === 'en' ? weekday.format(at) : weekdays[weekday.format(at)];
  const day = `${name}, ${Number(part.day)}/${Number(part.month)}/${part.year}`;
  const today = numbers.format(at) === numbers.format(new Date());
  return today ? `${t('today')}, ${day.replace(/^Thứ/, 'thứ').replace(/^Chủ/, 'chủ')}` : day;
}

export function sizeOf(bytes) {
  const number = (value) => value.toLocaleString(locale, { maximumFractionDigits: value < 10 ? 1 : 0 });
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${number(bytes / 1e3)} kB`;
  return `${number(bytes / 1e6)} MB`;
}

export const countOf = (number) => number.toLocaleString(locale);
