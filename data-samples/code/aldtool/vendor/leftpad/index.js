module.exports = function leftPad(text, length) { return text.padStart(length); };
