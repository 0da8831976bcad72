#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QIODevice>

namespace tessera {

// A request body that can't be read again. QNetworkAccessManager sends a request once more when its connection closes
// without an answer, unless the body is like this; so even a request without a body gets an empty one.
class SentOnceBody final : public QIODevice {
    Q_OBJECT
public:
    explicit SentOnceBody(QByteArray body, QObject *parent = nullptr);

    [[nodiscard]] bool wasRead() const { return m_at > 0; }
    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] bool atEnd() const override { return m_at == m_body.size(); }
    [[nodiscard]] qint64 bytesAvailable() const override;
    bool seek(qint64) override { return false; } // that is the point

protected:
    qint64 readData(char *data, qint64 size) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    QByteArray m_body;
    qsizetype m_at = 0;
};

}
