// A page that was opened from a folder may start no worker: the search of the documentation runs in a hidden frame instead.
if (location.protocol === "file:") {
  window.Worker = window.IFrameWorker = class extends EventTarget { // by the second name the theme knows where its files are
    constructor(address) {
      super();
      this.waiting = [];
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      this.frame.srcdoc = `<script>
        postMessage = (data) => parent.dispatchEvent(new MessageEvent("message", { data, source: window }));
        importScripts = (...addresses) => addresses.reduce((before, address) => before.then(() => new Promise((done) => {
          document.body.append(Object.assign(document.createElement("script"), { src: address, onload: done }));
        })), Promise.resolve());
      <\/script><body><script src="${new URL(address, location)}"><\/script></body>`;
      this.frame.onload = () => {
        for (const data of this.waiting.splice(0)) this.give(data);
        this.waiting = null;
      };
      window.addEventListener("message", (event) => {
        if (event.source !== this.frame.contentWindow) return;
        event.stopImmediatePropagation();
        const told = new MessageEvent("message", { data: event.data });
        this.dispatchEvent(told);
        this.onmessage?.(told);
      });
      document.body.append(this.frame);
    }
    give(data) {
      this.frame.contentWindow.dispatchEvent(new MessageEvent("message", { data }));
    }
    postMessage(data) {
      if (this.waiting) this.waiting.push(data);
      else this.give(data);
    }
    terminate() {
      this.frame.remove();
    }
  };
}
