#pragma once

#include "app/http/QnamTransport.h"
#include "tests/support/FakeClock.h"
#include "tests/support/RawServer.h"
#include "tests/support/TestCertificates.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <optional>

namespace tessera {

// What the tests of QnamTransport share: one transport, and an authority that signs certificates.
class QnamTest : public QObject {
protected:
    static HttpRequest request(const QByteArray &url, const QByteArray &method = "GET", const QByteArray &body = {})
    {
        HttpRequest request;
        request.url = url;
        request.method = method;
        request.body = body;
        request.hasBody = !body.isEmpty();
        return request;
    }

    static NetworkSettings direct()
    {
        NetworkSettings settings;
        settings.proxy.kind = ProxySettings::Kind::None;
        return settings;
    }

    static QByteArray httpsUrl(const RawServer &server, const QByteArray &host = "127.0.0.1")
    {
        return "https://" + host + ':' + QByteArray::number(server.port()) + '/';
    }

    std::optional<TokenCallResult> call(const HttpRequest &request, const NetworkSettings &settings = direct())
    {
        std::optional<TokenCallResult> result;
        m_transport.send(request, settings, {this, [&](TokenCallResult got) { result = std::move(got); }});
        if (result)
            qFatal("the completion ran before send() had returned");
        [&] { QTRY_VERIFY_WITH_TIMEOUT(result.has_value(), 10000); }();
        return result;
    }

    QString fileWith(const QByteArray &bytes)
    {
        QFile file(m_folder.filePath(QString::number(++m_files)));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("can't write a test file");
        return file.fileName();
    }

    QTemporaryDir m_folder;
    int m_files = 0;
    FakeClock m_clock;
    QnamTransport m_transport{m_clock};
    TestCertificate m_authority = TestCertificate::authority();
};

}
