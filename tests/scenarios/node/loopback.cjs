// Required before anything else: every server of this process listens on the loopback address alone.
"use strict";

const net = require("node:net");

const listen = net.Server.prototype.listen;

net.Server.prototype.listen = function (port, ...rest) {
  const options = typeof port === "object" && port !== null ? { ...port } : { port };
  const called = rest.filter((each) => typeof each === "function");
  return listen.call(this, { ...options, host: "127.0.0.1" }, ...called);
};
